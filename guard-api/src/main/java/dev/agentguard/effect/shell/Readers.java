package dev.agentguard.effect.shell;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.SqlCall;
import dev.agentguard.effect.CommandKnowledge;
import dev.agentguard.effect.EffectReader;

/** Who is asked for what is found in a script. */
record Readers(CommandKnowledge knowledge, EffectReader<HttpCall> http, EffectReader<SqlCall> sql) {}
