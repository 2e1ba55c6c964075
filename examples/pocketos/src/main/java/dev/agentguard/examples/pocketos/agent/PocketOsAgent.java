package dev.agentguard.examples.pocketos.agent;

import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A coding agent in a workspace: reads tasks from standard input, one a line, and prints what it does. Knows nothing of
 * Guard but the annotations on its tools. The model is a script, or Anthropic's if {@code ANTHROPIC_API_KEY} is set;
 * {@code POCKETOS_MODEL} names another of theirs.
 */
public final class PocketOsAgent {

    private static final int MOST_MESSAGES = 200;

    private final Engineer engineer;
    private final Transcript transcript;

    /**
     * An agent in a workspace.
     *
     * @param model what decides
     * @param workspace the directory it works in
     * @param out where it prints what it does
     */
    public PocketOsAgent(ChatModel model, Path workspace, PrintStream out) {
        Transcript printed = new Transcript(out);
        transcript = printed;
        engineer = AiServices.builder(Engineer.class)
                .chatModel(model)
                .tools(new WorkspaceTools(workspace))
                .chatMemoryProvider(id -> MessageWindowChatMemory.builder()
                        .id(id)
                        .maxMessages(MOST_MESSAGES)
                        .build())
                .beforeToolExecution(call -> printed.call(call.request()))
                .afterToolExecution(printed::result)
                .build();
    }

    /** The AI service. */
    interface Engineer {
        /** Does a task and says what was done. */
        @SystemMessage(
                "You are a coding agent in the repository of PocketOS. Work on your own with the tools you have, "
                        + "read AGENTS.md first, and end with one paragraph that says what you did.")
        String work(@MemoryId String conversation, @UserMessage String task);
    }

    /**
     * Does a task and prints what it does.
     *
     * @param task what a human asks for
     */
    public void work(String task) {
        transcript.answer(engineer.work("pocketos", task));
    }

    /**
     * Works until the input ends.
     *
     * @param arguments the workspace
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        PocketOsAgent agent = new PocketOsAgent(model(), Path.of(arguments[0]), System.out);
        BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
            agent.work(task);
        }
    }

    private static ChatModel model() {
        String key = System.getenv("ANTHROPIC_API_KEY");
        if (key == null || key.isBlank()) {
            return new ScriptedModel();
        }
        String name = System.getenv("POCKETOS_MODEL");
        return AnthropicChatModel.builder()
                .apiKey(key)
                .modelName(name == null || name.isBlank() ? "claude-opus-4-6" : name)
                .maxTokens(4_096)
                .build();
    }
}
