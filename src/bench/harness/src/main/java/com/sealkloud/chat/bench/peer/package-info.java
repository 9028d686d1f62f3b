/** The systems that are measured, started from public packages, with what they need around them. */
package com.sealkloud.chat.bench.peer;
