package com.sealkloud.chat.encryption;

import java.io.IOException;

/** The bytes of a sealed file were changed, cut or swapped, or their key is gone. */
public final class UnreadableFileException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(String name) {
        super("The bytes of the sealed file " + name + " were changed, or their key is gone");
    }
}
