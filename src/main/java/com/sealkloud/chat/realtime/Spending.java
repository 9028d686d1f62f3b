package com.sealkloud.chat.realtime;

/**
 * What a user has spent at one node beyond half of the budget.
 *
 * @param total only grows, until the node forgets a user who has been quiet for a while
 */
record Spending(RateLimits.Action action, String userId, long total) {}
