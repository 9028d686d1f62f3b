/**
 * What the tests stand on: real servers in every broker mode, real PostgreSQL and RabbitMQ processes, and clients that speak the
 * contract without any help from the server's own classes.
 */
package com.sealkloud.chat.testing;
