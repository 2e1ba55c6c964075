package dev.agentguard.examples.springai;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application. */
@SpringBootApplication
public class AssistantApplication {

    @Bean
    ChatClient assistant(ChatClient.Builder builder, OrderTools tools) {
        return builder.defaultTools(tools).build();
    }
}
