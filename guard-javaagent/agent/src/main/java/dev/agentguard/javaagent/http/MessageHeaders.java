package dev.agentguard.javaagent.http;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the header fields that {@code HttpURLConnection} will send, {@code Authorization} included, which its public
 * methods leave out.
 */
public final class MessageHeaders {

    private static final String TYPE = "sun.net.www.MessageHeader";

    private MessageHeaders() {}

    /**
     * Lets this class, and no other module of the application, read the JDK's header type.
     *
     * @param instrumentation the JVM's instrumentation
     */
    public static void open(Instrumentation instrumentation) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("sun.net.www", Set.of(MessageHeaders.class.getModule())),
                Map.of(),
                Set.of(),
                Map.of());
    }

    static Map<String, List<String>> read(Object headers) {
        Map<String, List<String>> fields = new HashMap<>();
        try {
            Method read = headers.getClass().getMethod("getHeaders");
            for (Map.Entry<?, ?> field : ((Map<?, ?>) read.invoke(headers)).entrySet()) {
                if (field.getKey() instanceof String name && field.getValue() instanceof List<?> values) {
                    List<String> texts = values.stream()
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .toList();
                    // The request line is kept among the fields, as a name without a value.
                    if (!texts.isEmpty()) {
                        fields.put(name, texts);
                    }
                }
            }
            return fields;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("`" + TYPE + "` cannot be read", e);
        }
    }
}
