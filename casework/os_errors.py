"""What the operating system refused, in the words of whoever called."""

import errno

_WORDS = {
    errno.ENOENT: "没有这个文件或者文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "这个磁盘只能读",
    errno.ENAMETOOLONG: "名称过长",
    errno.EADDRINUSE: "这个端口已有程序在用",
    errno.EADDRNOTAVAIL: "本机没有这个网络地址",
}


def reason_of(wrong: OSError) -> str:
    """Why, without what: the caller names the file. A rare reason stays in the system's words."""
    return _WORDS.get(wrong.errno or 0, wrong.strerror or str(wrong))
