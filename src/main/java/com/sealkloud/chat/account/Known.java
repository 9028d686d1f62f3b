package com.sealkloud.chat.account;

/** What an account knows of the place that a log-in comes from. */
enum Known {
    /** This browser has logged in to it. */
    DEVICE,
    /** Somebody has logged in to it from this network. */
    NETWORK,
    NOTHING
}
