package dev.agentguard.javaagent;

import dev.agentguard.action.StoreCommand;
import dev.agentguard.effect.store.RedisWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands to stores that the bridge is asked about, as Guard's own values. What is malformed is an exception, so it is refused. */
final class StoreMessages {

    private StoreMessages() {}

    static StoreCommand command(Map<String, Object> message) {
        StoreCommand.Store store = StoreCommand.Store.valueOf(Messages.text(message, "store"));
        List<String> hosts = message.get("hosts") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        String database = Messages.text(message, "database");
        String known = database.isEmpty() ? null : database;
        if (store == StoreCommand.Store.REDIS) {
            return RedisWords.command(hosts, known, words(message.get("words")));
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        if (!(message.get("arguments") instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("the command's arguments are missing");
        }
        map.forEach((name, value) -> arguments.put(String.valueOf(name), value));
        String digest = Messages.text(message, "digest");
        return new StoreCommand(
                store, hosts, known, Messages.text(message, "name"), arguments, digest.isEmpty() ? null : digest);
    }

    private static List<byte[]> words(@Nullable Object words) {
        List<byte[]> all = new ArrayList<>();
        if (words instanceof List<?> list) {
            list.forEach(word -> all.add((byte[]) word));
        }
        return all;
    }
}
