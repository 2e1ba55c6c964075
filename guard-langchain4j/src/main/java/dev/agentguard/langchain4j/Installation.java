package dev.agentguard.langchain4j;

/** What was set for services that are built from now on. Threadsafe. */
@FunctionalInterface
public interface Installation extends AutoCloseable {

    /** Brings back what held before; services that were built in the meantime keep what they were built with. */
    @Override
    void close();
}
