package dev.agentguard.effect.graphql;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that is written out in a document or a schema, as a JSON value. */
public final class ConstantValue {

    private ConstantValue() {}

    /**
     * Returns a constant as a JSON value; a variable in it is null.
     *
     * @param value the value
     * @return a text, number, truth value, list, map, or null
     */
    public static @Nullable Object of(@Nullable Value<?> value) {
        if (value instanceof ObjectValue object) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (ObjectField field : object.getObjectFields()) {
                fields.put(field.getName(), of(field.getValue()));
            }
            return Collections.unmodifiableMap(fields);
        }
        if (value instanceof ArrayValue array) {
            List<@Nullable Object> items = new ArrayList<>();
            array.getValues().forEach(item -> items.add(of(item)));
            return Collections.unmodifiableList(items);
        }
        return scalar(value);
    }

    static @Nullable Object scalar(@Nullable Value<?> value) {
        if (value instanceof StringValue text) {
            return text.getValue();
        }
        if (value instanceof EnumValue constant) {
            return constant.getName();
        }
        if (value instanceof BooleanValue bool) {
            return bool.isValue();
        }
        if (value instanceof IntValue number) {
            BigInteger integer = number.getValue();
            return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
        }
        if (value instanceof FloatValue number) {
            return number.getValue();
        }
        return null;
    }
}
