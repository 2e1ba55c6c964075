package dev.agentguard.rules.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.values.StructValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one of the declared types, each of them computed when it is asked for. */
abstract class Fields {

    private final CelType type;
    private final String name;
    final Doubt doubt;

    Fields(CelType type, String name, Doubt doubt) {
        this.type = type;
        this.name = name;
        this.doubt = doubt;
    }

    /** Returns the value of a field, or null if nobody knows it. */
    abstract @Nullable Object field(String field);

    /** Returns what a field is taken for where nobody knows it, or null if it may be anything. */
    @Nullable
    Object assumed(String field) {
        return null;
    }

    /** Returns these fields as CEL takes them. */
    Object value() {
        return new Value(this);
    }

    private Object select(String field) {
        Object value = field(field);
        if (value != null) {
            return value;
        }
        Object assumed = assumed(field);
        if (assumed != null) {
            doubt.assume();
            return assumed;
        }
        throw doubt.unknown(name + "." + field);
    }

    /** A value of CEL. */
    static final class Value extends StructValue<String, Object> {

        @SuppressWarnings("Immutable") // What is computed stays the same while one expression is evaluated.
        private final Fields fields;

        Value(Fields fields) {
            this.fields = fields;
        }

        Fields fields() {
            return fields;
        }

        @Override
        public Object select(String field) {
            return fields.select(field);
        }

        @Override
        public Optional<Object> find(String field) {
            return Optional.ofNullable(fields.field(field));
        }

        @Override
        public Object value() {
            return this;
        }

        @Override
        public boolean isZeroValue() {
            return false;
        }

        @Override
        public CelType celType() {
            return fields.type;
        }
    }
}
