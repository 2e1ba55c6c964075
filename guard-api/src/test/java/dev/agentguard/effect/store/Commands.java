package dev.agentguard.effect.store;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.StoreCommand;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes commands of text. */
public final class Commands {

    private Commands() {}

    /** A command of Redis, its words separated by blanks. */
    public static StoreCommand redis(String line) {
        List<byte[]> words = Arrays.stream(line.split(" ", -1))
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
        return RedisWords.command(List.of("cache.internal:6379"), "0", words);
    }

    /** A command of MongoDB as JSON; the first name is the command. */
    public static StoreCommand mongo(String json) {
        Map<String, Object> document = map(json);
        return new StoreCommand(
                StoreCommand.Store.MONGODB,
                List.of("mongo.internal:27017"),
                "shop",
                document.keySet().iterator().next(),
                document,
                "digest of " + json);
    }

    /** A call of Kafka's admin client: its name and, as JSON, its arguments. */
    public static StoreCommand kafka(String name, String json) {
        return new StoreCommand(
                StoreCommand.Store.KAFKA, List.of("kafka.internal:9092"), null, name, map(json), "digest of " + json);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String json) {
        try {
            return new LinkedHashMap<>((Map<String, Object>) PlainJson.read(json));
        } catch (UnreadableArgumentsException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static List<Effect> effects(StoreCommand command) {
        return new StoreReader().read(command);
    }

    /** The worst class, its reach and its resource. */
    static String worst(StoreCommand command) {
        Effect worst = effects(command).get(0);
        for (Effect effect : effects(command)) {
            Reversibility both = worst.reversibility().worse(effect.reversibility());
            worst = both == worst.reversibility() ? worst : effect;
        }
        return worst.reversibility() + " " + worst.reach() + " " + worst.resource();
    }
}
