package com.sealkloud.chat.account;

/** How an account knows the place of a login. */
enum Known {
    /** This browser has logged in to it. */
    DEVICE,
    /** A browser of this network has logged in to it. */
    NETWORK,
    NOTHING
}
