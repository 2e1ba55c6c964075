package dev.agentguard.examples.spring;

import dev.langchain4j.service.spring.AiService;

/** What customers talk to. */
@AiService
public interface Assistant {
    String chat(String message);
}
