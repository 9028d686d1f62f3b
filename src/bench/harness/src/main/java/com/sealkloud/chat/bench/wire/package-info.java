/** How each system is spoken to over its WebSocket. */
package com.sealkloud.chat.bench.wire;
