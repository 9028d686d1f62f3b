package com.sealkloud.chat.realtime;

/**
 * What somebody has spent at one node while more than half of their budget was gone.
 *
 * @param total only grows, until the node forgets somebody who has been quiet for a while
 */
record Spending(RateLimits.Action action, String userId, long total) {}
