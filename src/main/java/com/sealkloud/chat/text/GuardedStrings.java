package com.sealkloud.chat.text;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * Makes Jackson reject every string, of any field, that is not valid Unicode or contains control
 * characters. So a new field cannot forget the check. Strings that are written are repaired
 * instead, since the database may contain text stored before this check.
 */
public final class GuardedStrings extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private static final Object STORED = new Object();

    public GuardedStrings() {
        addDeserializer(String.class, new Guard(false));
        addSerializer(String.class, new Repair());
    }

    /**
     * @return reads data that this service has stored: tolerates text that is no longer accepted
     */
    public static ObjectReader ofStored(JsonMapper json, Class<?> type) {
        return json.readerFor(type).withAttribute(STORED, true);
    }

    private static final class Guard extends StdScalarDeserializer<String> {

        private final boolean isLine;

        Guard(boolean isLine) {
            super(String.class);
            this.isLine = isLine;
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Textual;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return property != null && property.getAnnotation(VisibleLine.class) != null ? new Guard(true) : this;
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text == null) {
                return null;
            }
            if (context.getAttribute(STORED) != null) {
                return Characters.repaired(text);
            }
            // A line has its own check, whose message is more precise.
            String normal = isLine ? OneLine.normal(text) : text;
            String fault = isLine ? OneLine.fault(normal, Integer.MAX_VALUE) : Characters.fault(normal);
            if (fault != null) {
                throw new TextRefusedException(parser, fault);
            }
            return normal;
        }
    }

    private static final class Repair extends StdScalarSerializer<String> {

        Repair() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator generator, SerializationContext context) {
            generator.writeString(Characters.repaired(text));
        }
    }
}
