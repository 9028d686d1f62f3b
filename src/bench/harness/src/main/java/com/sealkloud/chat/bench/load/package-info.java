/**
 * The load generator: one thread, an open loop, and a ledger of every message that anybody has to
 * hear.
 */
package com.sealkloud.chat.bench.load;
