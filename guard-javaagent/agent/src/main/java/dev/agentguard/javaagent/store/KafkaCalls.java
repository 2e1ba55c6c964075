package dev.agentguard.javaagent.store;

import dev.agentguard.javaagent.instrumentation.Internals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what methods of Kafka's admin client are given. Threadsafe. */
final class KafkaCalls {

    private static final String PACKAGE = "org.apache.kafka.clients.admin.";
    private static final String COMMON = "org.apache.kafka.common.";
    private static final int LONGEST = 1 << 20;

    private final Internals internals;

    /**
     * What a method is asked for.
     *
     * @param arguments what its arguments name
     * @param digest a digest of its arguments, or null if they are too long
     */
    record Form(
            Map<String, @Nullable Object> arguments,
            @Nullable String digest) {}

    KafkaCalls(Internals internals) {
        this.internals = internals;
    }

    /** The servers that a client's configuration names. */
    List<String> servers(Object config) throws ReflectiveOperationException {
        List<String> servers = new ArrayList<>();
        for (String setting : new String[] {"bootstrap.servers", "bootstrap.controllers"}) {
            Object values = config.getClass().getMethod("values").invoke(config);
            Object value = values instanceof Map<?, ?> map ? map.get(setting) : null;
            if (value instanceof List<?> list) {
                list.forEach(server -> servers.add(String.valueOf(server).toLowerCase(Locale.ROOT)));
            }
        }
        return servers;
    }

    Form form(String method, @Nullable Object[] arguments) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        Object first = arguments.length == 0 ? null : arguments[0];
        switch (method) {
            case "deleteRecords" -> form.put("before", records(first));
            case "alterConfigs", "incrementalAlterConfigs" -> form.put("settings", settings(first));
            case "electLeaders" -> form.put("election", String.valueOf(first));
            case "electPreferredLeaders" -> form.put("election", "PREFERRED");
            default -> {
                List<Object> names = names(first);
                if (!names.isEmpty()) {
                    form.put("names", names);
                }
            }
        }
        return new Form(form, digest(method, form, arguments));
    }

    private List<Object> names(@Nullable Object given) {
        if (given instanceof String name) {
            return List.of(name);
        }
        if (given instanceof Collection<?> several) {
            List<Object> names = new ArrayList<>();
            several.forEach(one -> names.add(
                    one != null && Internals.is(one, PACKAGE + "NewTopic")
                            ? String.valueOf(internals.call(one, PACKAGE + "NewTopic", "name"))
                            : String.valueOf(one)));
            return names;
        }
        if (given != null && Internals.is(given, COMMON + "TopicCollection$TopicNameCollection")) {
            return names(internals.call(given, COMMON + "TopicCollection$TopicNameCollection", "topicNames"));
        }
        if (given != null && Internals.is(given, COMMON + "TopicCollection$TopicIdCollection")) {
            return names(internals.call(given, COMMON + "TopicCollection$TopicIdCollection", "topicIds"));
        }
        return List.of();
    }

    private Map<String, @Nullable Object> records(@Nullable Object given) {
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((partition, records) -> before.put(
                    String.valueOf(partition),
                    records == null ? null : internals.call(records, PACKAGE + "RecordsToDelete", "beforeOffset")));
        }
        return before;
    }

    private Map<String, @Nullable Object> settings(@Nullable Object given) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((resource, changes) -> settings.put(resource(resource), names(resource, changes)));
        }
        return settings;
    }

    private String resource(@Nullable Object resource) {
        return resource == null
                ? "unknown"
                : internals.call(resource, COMMON + "config.ConfigResource", "type") + " "
                        + internals.call(resource, COMMON + "config.ConfigResource", "name");
    }

    private List<Object> names(@Nullable Object beside, @Nullable Object changes) {
        Object all = changes;
        if (changes != null && Internals.is(changes, PACKAGE + "Config")) {
            all = internals.call(changes, PACKAGE + "Config", "entries");
        }
        List<Object> names = new ArrayList<>();
        if (all instanceof Collection<?> entries) {
            for (Object entry : entries) {
                Object setting = Internals.is(entry, PACKAGE + "AlterConfigOp")
                        ? internals.call(entry, PACKAGE + "AlterConfigOp", "configEntry")
                        : entry;
                names.add(String.valueOf(
                        setting == null ? beside : internals.call(setting, PACKAGE + "ConfigEntry", "name")));
            }
        }
        return names;
    }

    /** Of the arguments but for how long to wait; where they do not show themselves, no two are the same. */
    private static @Nullable String digest(
            String method, Map<String, @Nullable Object> form, @Nullable Object[] arguments) {
        StringBuilder text = new StringBuilder(method).append(' ').append(form);
        if (!form.containsKey("names") || !method.startsWith("delete")) {
            for (Object argument : arguments) {
                if (argument == null || !argument.getClass().getName().endsWith("Options")) {
                    text.append(' ').append(argument);
                }
            }
        }
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }
}
