package dev.agentguard.langchain4j;

/** A tool service whose executors ask first. */
interface GuardedTools {}
