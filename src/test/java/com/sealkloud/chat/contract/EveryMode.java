package com.sealkloud.chat.contract;

import com.sealkloud.chat.testing.Mode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the class once in each mode. */
@ParameterizedClass(name = "{0}")
@EnumSource(Mode.class)
abstract class EveryMode extends ContractTest {}
