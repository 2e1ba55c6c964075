package dev.agentguard.javaagent.store;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is known of a connection to a server of Redis. Threadsafe. */
final class RedisConnection {

    private static final int LONGEST_NUMBER = 10;

    private final List<String> hosts;
    private volatile String database = "0";

    RedisConnection(List<String> hosts) {
        this.hosts = hosts;
    }

    List<String> hosts() {
        return hosts;
    }

    String database() {
        return database;
    }

    /** Notes what a command that may be sent does to the connection. */
    void sends(List<byte[]> words) {
        if (words.size() == 2 && is(words.get(0), "SELECT") && words.get(1).length <= LONGEST_NUMBER) {
            database = new String(words.get(1), StandardCharsets.US_ASCII);
        } else if (words.size() == 1 && is(words.get(0), "RESET")) {
            database = "0";
        }
    }

    private static boolean is(byte[] word, String name) {
        return word.length == name.length() && new String(word, StandardCharsets.US_ASCII).equalsIgnoreCase(name);
    }
}
