package dev.agentguard.effect.shell;

import java.util.List;

/**
 * A pipeline of PowerShell.
 *
 * @param commands the words of its commands, or of the only expression
 * @param files what its output is redirected to
 */
record PowerShellStatement(List<List<PowerShellWord>> commands, List<PowerShellWord> files) {}
