/**
 * The service as seen at RabbitMQ: the exchanges it publishes to, outages, and that nothing is left
 * behind.
 */
package com.sealkloud.chat.rabbitmq;
