package dev.agentguard.effect.store;

import java.util.Set;

/** The calls of Kafka's admin client that change nothing (org.apache.kafka.clients.admin.Admin, up to 4.1). */
final class KafkaReads {

    private static final Set<String> OTHERS = Set.of("metrics", "clientInstanceId");

    private KafkaReads() {}

    static boolean isRead(String name) {
        return follows(name, "list") || follows(name, "describe") || OTHERS.contains(name);
    }

    /** Kafka names a call by its verb; one such as {@code listenTo} is none of these. */
    private static boolean follows(String name, String verb) {
        return name.length() > verb.length()
                && name.startsWith(verb)
                && Character.isUpperCase(name.charAt(verb.length()));
    }
}
