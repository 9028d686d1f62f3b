package com.sealkloud.chat;

import com.sealkloud.chat.text.GuardedStrings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as the protocol defines it: times in UTC with milliseconds, and no coercion of wrong types.
 */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    JsonMapperBuilderCustomizer contractJson() {
        return builder -> {
            builder.addModule(new GuardedStrings());
            builder.addModule(new SimpleModule()
                    .addSerializer(Instant.class, new MillisecondSerializer())
                    .addDeserializer(Instant.class, new WrittenTime()));
            builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
            builder.withCoercionConfig(LogicalType.Textual, coercion -> refuse(coercion::setCoercion));
            builder.withCoercionConfig(
                    LogicalType.Integer,
                    coercion -> coercion.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail));
            builder.withCoercionConfig(
                    LogicalType.Boolean,
                    coercion -> coercion.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail));
            builder.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        };
    }

    private static void refuse(java.util.function.BiConsumer<CoercionInputShape, CoercionAction> coercion) {
        coercion.accept(CoercionInputShape.Integer, CoercionAction.Fail);
        coercion.accept(CoercionInputShape.Float, CoercionAction.Fail);
        coercion.accept(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /** Jackson alone would accept numbers, also in quotes, as seconds. */
    private static final class WrittenTime extends StdScalarDeserializer<Instant> {

        WrittenTime() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                return Instant.parse(parser.getString());
            } catch (DateTimeParseException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, parser.getString(), "not a time");
            }
        }
    }

    /** {@code Instant.toString} drops trailing zeros, so the length of times would vary. */
    private static final class MillisecondSerializer extends ValueSerializer<Instant> {

        private static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(FORMAT.format(value));
        }
    }
}
