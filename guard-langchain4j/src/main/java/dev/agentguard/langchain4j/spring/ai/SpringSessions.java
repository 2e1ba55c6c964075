package dev.agentguard.langchain4j.spring.ai;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Names the session that a tool call belongs to: the conversation that the tool context names, else what was said up to
 * the user's last message, which is the same for all rounds of one question.
 */
final class SpringSessions {

    /** The name that Spring AI's advisors give to the id of a conversation. */
    private static final String CONVERSATION = "chat_memory_conversation_id";

    private static final int CHARACTERS = 16;

    private SpringSessions() {}

    static String of(Prompt prompt, ToolCallingChatOptions options) {
        Map<String, Object> context = options.getToolContext();
        Object conversation = context == null ? null : context.get(CONVERSATION);
        if (conversation != null && !conversation.toString().isBlank()) {
            return "spring-ai#" + conversation;
        }
        List<Message> messages = prompt.getInstructions();
        int last = messages.size();
        while (last > 0 && messages.get(last - 1).getMessageType() != MessageType.USER) {
            last--;
        }
        MessageDigest digest = sha256();
        for (Message message : messages.subList(0, last)) {
            String text = message.getMessageType() + ":" + message.getText() + "\n";
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return "spring-ai@" + HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
