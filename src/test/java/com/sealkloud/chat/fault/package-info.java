/**
 * What the service promises when processes die: real ones are killed, stopped and cut off under load, and a ledger of what was
 * acknowledged is compared with what every reader has in the end. Run by {@code bin/test-faults}.
 */
package com.sealkloud.chat.fault;
