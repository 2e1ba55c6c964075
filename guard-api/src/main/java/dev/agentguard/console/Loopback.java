package dev.agentguard.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;

/** The addresses that {@code localhost} stands for: who held one of them could pass for the console. */
final class Loopback {

    private Loopback() {}

    static List<InetAddress> addresses() throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : List.of("127.0.0.1", "::1")) {
            InetAddress address = InetAddress.getByName(text);
            if (NetworkInterface.getByInetAddress(address) != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }
}
