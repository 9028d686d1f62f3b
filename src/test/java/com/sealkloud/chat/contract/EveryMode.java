package com.sealkloud.chat.contract;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the class once in each mode: for what passes through a socket's relay. */
@ParameterizedClass(name = "{0}")
@MethodSource("com.sealkloud.chat.testing.Mode#every")
abstract class EveryMode extends ContractTest {}
