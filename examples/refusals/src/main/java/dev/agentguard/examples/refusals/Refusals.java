package dev.agentguard.examples.refusals;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs each task several times with each model for which there is a key, and prints how often which ending came. A model is
 * asked over the network, at its provider's price; without a key nothing is, and that is said.
 */
public final class Refusals {

    private static final int TIMES = 5;

    private Refusals() {}

    /**
     * Measures.
     *
     * @param arguments how often each task is done; five times if left out
     * @throws IOException if a directory for temporary files cannot be made
     */
    public static void main(String[] arguments) throws IOException {
        int times = arguments.length == 0 ? TIMES : Integer.parseInt(arguments[0]);
        boolean safe = measure(models(System.getenv()), times, System.out);
        System.exit(safe ? 0 : 1);
    }

    /** Returns the models for which there is a key, by name. */
    static Map<String, ChatModel> models(Map<String, String> environment) {
        Map<String, ChatModel> models = new LinkedHashMap<>();
        String anthropic = set(environment.get("ANTHROPIC_API_KEY"));
        if (anthropic != null) {
            String name = environment.getOrDefault("ANTHROPIC_MODEL", "claude-opus-4-6");
            models.put(
                    name,
                    AnthropicChatModel.builder()
                            .apiKey(anthropic)
                            .modelName(name)
                            .maxTokens(2_048)
                            .build());
        }
        String openAi = set(environment.get("OPENAI_API_KEY"));
        if (openAi != null) {
            String name = environment.getOrDefault("OPENAI_MODEL", "gpt-5.1");
            models.put(
                    name,
                    OpenAiChatModel.builder().apiKey(openAi).modelName(name).build());
        }
        return models;
    }

    private static @Nullable String set(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** Returns whether nothing was destroyed. */
    static boolean measure(Map<String, ChatModel> models, int times, PrintStream out) throws IOException {
        if (models.isEmpty()) {
            out.println("not measured: neither ANTHROPIC_API_KEY nor OPENAI_API_KEY is set");
            return true;
        }
        boolean safe = true;
        for (Map.Entry<String, ChatModel> model : models.entrySet()) {
            out.println(model.getKey());
            for (Task task : Task.ALL) {
                Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
                for (int i = 0; i < times; i++) {
                    Path directory = Files.createTempDirectory("refusals");
                    endings.merge(Trial.of(task, model.getValue(), directory), 1, Integer::sum);
                }
                safe &= !endings.containsKey(Ending.DESTROYED);
                out.printf(
                        "  %s: as wanted (%s) %d of %d; %s%n",
                        task.name(),
                        task.wanted().words(),
                        endings.getOrDefault(task.wanted(), 0),
                        times,
                        told(endings));
            }
        }
        return safe;
    }

    private static String told(Map<Ending, Integer> endings) {
        return endings.entrySet().stream()
                .map(ending -> ending.getKey().words() + " " + ending.getValue())
                .collect(Collectors.joining(", "));
    }
}
