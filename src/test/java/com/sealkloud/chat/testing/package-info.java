/**
 * The basis of the tests: real servers in every broker mode, real PostgreSQL and RabbitMQ
 * processes, and clients that use the protocol independently of the server's classes.
 */
package com.sealkloud.chat.testing;
