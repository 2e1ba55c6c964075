package dev.agentguard.langchain4j;

/**
 * The releases of LangChain4j that differ in what a tool service has to override; a class of one of them is not loaded on
 * another.
 */
enum Generation {
    /** 1.0 to 1.5: {@code createContext(Object, UserMessage)}, and executors that know a memory id only. */
    MEMORY_ID,
    /** 1.6 to 1.11: {@code createContext(InvocationContext, UserMessage)}. */
    INVOCATION,
    /** 1.12: the same, and one with the chat memory. */
    CHAT_MEMORY,
    /** From 1.13 on: {@code createContext(InvocationContext, UserMessage, List)}, and dynamic providers. */
    MESSAGES
}
