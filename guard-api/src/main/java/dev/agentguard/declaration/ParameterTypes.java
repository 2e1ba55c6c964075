package dev.agentguard.declaration;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What an argument has to fit. */
public final class ParameterTypes {

    private static final Set<Class<?>> SCALARS = Set.of(
            String.class,
            CharSequence.class,
            UUID.class,
            BigDecimal.class,
            BigInteger.class,
            Boolean.class,
            Byte.class,
            Character.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    private ParameterTypes() {}

    /**
     * Returns the class that an argument has to fit.
     *
     * @param parameter the parameter
     * @return its class; of an {@code Optional} that of its content
     */
    public static Class<?> content(Parameter parameter) {
        if (parameter.getType() != Optional.class) {
            return parameter.getType();
        }
        Type content = parameter.getParameterizedType() instanceof ParameterizedType optional
                ? optional.getActualTypeArguments()[0]
                : Object.class;
        if (content instanceof ParameterizedType generic) {
            content = generic.getRawType();
        }
        return content instanceof Class<?> type ? type : Object.class;
    }

    /**
     * Returns whether an argument is one value.
     *
     * @param type what it has to fit
     * @return false for what has parts
     */
    public static boolean isScalar(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || SCALARS.contains(type);
    }
}
