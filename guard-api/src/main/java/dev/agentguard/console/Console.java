package dev.agentguard.console;

import com.sun.net.httpserver.HttpServer;
import dev.agentguard.approval.Approvals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web page on the loopback address where a human answers what waits and reads the record. Safe for use by many threads.
 *
 * <p>Who opens {@link #link()} may look, reject, freeze and, where no approvers are named, approve and thaw by typing the name. Where they
 * are named, only a passkey of theirs approves, and what it signs is bound to the very request; the guarded processes
 * check that themselves and trust no console.
 */
public final class Console implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int MOST_WAITING = 64;

    private final List<HttpServer> servers;
    private final ExecutorService threads;
    private final SignIn signIn;
    private final String origin;

    private Console(List<HttpServer> servers, ExecutorService threads, SignIn signIn, String origin) {
        this.servers = servers;
        this.threads = threads;
        this.signIn = signIn;
        this.origin = origin;
    }

    /**
     * Starts a console.
     *
     * @param settings what it shows and to whom
     * @return the console, which answers until it is closed
     * @throws IOException if the port is taken on one of this machine's loopback addresses
     */
    public static Console start(ConsoleSettings settings) throws IOException {
        List<HttpServer> servers = new ArrayList<>();
        try {
            for (InetAddress address : Loopback.addresses()) {
                int port = servers.isEmpty()
                        ? settings.port()
                        : servers.get(0).getAddress().getPort();
                servers.add(HttpServer.create(new InetSocketAddress(address, port), MOST_WAITING));
            }
        } catch (IOException e) {
            servers.forEach(server -> server.stop(0));
            throw e;
        }
        String origin = "http://localhost:" + servers.get(0).getAddress().getPort();
        SignIn signIn = new SignIn(settings.approvers(), settings.clock());
        AtomicInteger made = new AtomicInteger();
        ExecutorService threads = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "guard-console-" + made.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        ConsoleHandler handler = new ConsoleHandler(origin, signIn, open(signIn, settings), views(signIn, settings));
        for (HttpServer server : servers) {
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
        }
        return new Console(servers, threads, signIn, origin);
    }

    private static Map<String, View> open(SignIn signIn, ConsoleSettings settings) {
        SignInViews views = new SignInViews(signIn, settings.approvers());
        return Map.of(
                "/api/start", views::start,
                "/api/sign-in/link", views::byLink,
                "/api/sign-in/challenge", views::challenge,
                "/api/sign-in/passkey", views::byPasskey);
    }

    private static Map<String, View> views(SignIn signIn, ConsoleSettings settings) {
        // How long a request holds was fixed when it was made: nothing is asked here.
        Approvals approvals = new Approvals(settings.store(), settings.clock(), Duration.ZERO, settings.approvers());
        Answering answering = new Answering(approvals, settings.approvers(), settings.clock());
        Timeline timeline = new Timeline(settings.store());
        Map<String, View> views = new LinkedHashMap<>();
        views.put(
                "/api/me", (asked, visitor) -> Map.of("name", visitor.name(), "approver", visitor.approver() != null));
        views.put("/api/sign-out", (asked, visitor) -> {
            signIn.signOut(visitor);
            return Map.of();
        });
        views.put("/api/pending", new Pending(approvals, settings.approvers())::list);
        views.put("/api/challenge", answering::challenge);
        views.put("/api/approve", answering::approve);
        views.put("/api/reject", answering::reject);
        views.put("/api/timeline", timeline::latest);
        views.put("/api/find", timeline::find);
        views.put("/api/verify", timeline::verify);
        views.put("/api/sessions", new Sessions(settings.store())::list);
        Switch killSwitch = new Switch(settings.freezing(), settings.approvers());
        views.put("/api/frozen", killSwitch::list);
        views.put("/api/freeze", killSwitch::freeze);
        views.put("/api/thaw", killSwitch::thaw);
        views.put("/api/explain", new Explaining(settings.explainer())::explain);
        return views;
    }

    /**
     * Returns the address of the page.
     *
     * @return {@code http://localhost:} and the port
     */
    public String origin() {
        return origin;
    }

    /**
     * Returns an address that signs in whoever opens it first.
     *
     * @return the address; for the human's eyes only
     */
    public String link() {
        return origin + "/#link=" + signIn.link();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
