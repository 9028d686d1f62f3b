/** What others see at RabbitMQ: the exchanges that we write to, what an outage does, and that nothing is left behind. */
package com.sealkloud.chat.rabbitmq;
