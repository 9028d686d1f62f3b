/** Tickets, without a server. */
package com.sealkloud.chat.ticket;
