package com.sealkloud.chat.contract;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the class once with each way of relaying sockets: in the process, by a session of the node
 * at RabbitMQ, by a session for each client.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("com.sealkloud.chat.testing.Mode#everyRelay")
abstract class EveryRelay extends ContractTest {}
