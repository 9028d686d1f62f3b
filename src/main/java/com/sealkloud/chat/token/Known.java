package com.sealkloud.chat.token;

/** How an account knows the place of a login. */
public enum Known {
    /** This browser has logged in to it. */
    DEVICE,
    /** A browser of this network has logged in to it. */
    NETWORK,
    NOTHING
}
