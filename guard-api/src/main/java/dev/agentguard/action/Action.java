package dev.agentguard.action;

/** What is about to happen, before it was read. Implementations are immutable. */
public sealed interface Action permits ToolCall, HttpCall, SqlCall, ProcessStart, StoreCommand {}
