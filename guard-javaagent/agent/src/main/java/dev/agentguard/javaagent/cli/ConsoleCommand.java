package dev.agentguard.javaagent.cli;

import dev.agentguard.Guard;
import dev.agentguard.KillSwitch;
import dev.agentguard.approval.Approvers;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.console.Console;
import dev.agentguard.console.ConsoleSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the console until the process is ended. */
@Command(
        name = "console",
        description = "Serves a page on this machine alone that shows what waits for a human and takes the answer.",
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {

    private static final String LONGEST_REQUEST = "10"; // seconds, as the JDK's server takes it
    private static final String LONGEST_RESPONSE = "60";

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--port",
            defaultValue = "" + ConsoleSettings.PORT,
            description = "the port; passkeys are bound to it. Without it ${DEFAULT-VALUE}")
    private int port;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        System.setProperty("sun.net.httpserver.maxReqTime", LONGEST_REQUEST); // who is slow must not keep others out
        System.setProperty("sun.net.httpserver.maxRspTime", LONGEST_RESPONSE);
        GuardConfig config = options.config();
        Approvers approvers = config.approval().approvers();
        Path store = options.store();
        try (Guard guard = Guard.builder().config(config).wireGuarded(true).build();
                KillSwitch killSwitch = KillSwitch.of(config, store);
                Console console = start(new ConsoleSettings(
                        store,
                        approvers,
                        new TypedActions(guard),
                        new StoreSwitch(killSwitch),
                        Clock.systemUTC(),
                        port))) {
            out.println("the console of `" + store + "` is at " + console.origin());
            out.println("this link signs in whoever opens it first: " + console.link());
            out.println(
                    approvers.areNamed()
                            ? "only " + approvers.names() + " may approve, each with a passkey or a key"
                            : "approvals are not agent-proof: name approvers in guard.yaml (see the page's Passkey)");
            new CountDownLatch(1).await(); // until Ctrl+C
        }
        return 0;
    }

    private static Console start(ConsoleSettings settings) throws CommandFailure {
        try {
            return Console.start(settings);
        } catch (IOException e) {
            throw new CommandFailure("port " + settings.port() + " of this machine cannot be used: " + e.getMessage()
                    + "; name another with `--port`");
        }
    }
}
