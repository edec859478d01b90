package dev.lockstep.verification.campaign.stage;

import dev.lockstep.verification.campaign.plan.Step.Fate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What a sync speaks through to one of its sides. Cut, it looks to that side as if the sync's process had been
/// killed: connections are closed, what was sent is there, and nothing more comes.
final class Wire implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int BACKLOG = 50;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();
    private volatile Death death = Death.NONE;
    private volatile boolean isCut;

    private Wire(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /// A message at which all is cut.
    ///
    /// @param message counted from the wire's beginning on
    /// @param cut cuts this wire and what else ends with it
    private record Death(int message, Fate fate, Runnable cut) {
        private static final Death NONE = new Death(-1, Fate.IS_LOST, () -> {});
    }

    static Wire to(int target) throws IOException {
        var wire = new Wire(new ServerSocket(0, BACKLOG, LOOPBACK), target);
        Thread.ofVirtual().name("wire to " + target).start(wire::accept);
        return wire;
    }

    int port() {
        return door.getLocalPort();
    }

    /// Cuts when so many more messages were sent.
    void dieAfter(int messages, Fate fate, Runnable cut) {
        death = new Death(sent.get() + messages, fate, cut);
    }

    boolean isCut() {
        return isCut;
    }

    private void accept() {
        try {
            while (!isCut) {
                connect(door.accept());
            }
        } catch (IOException closed) {
            // The wire was cut.
        }
    }

    private void connect(Socket near) {
        sockets.add(near);
        try {
            var far = new Socket(LOOPBACK, target);
            sockets.add(far);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(near, far, this::sendCounted));
            Thread.ofVirtual().start(() -> pump(far, near, Wire::send));
        } catch (IOException away) {
            close(near);
        }
        if (isCut) {
            close();
        }
    }

    /// How bytes are handed on.
    private interface Sending {
        void send(OutputStream out, byte[] bytes, int length) throws IOException;
    }

    private void pump(Socket from, Socket to, Sending sending) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var bytes = new byte[BUFFER_BYTES];
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                sending.send(out, bytes, length);
            }
        } catch (IOException ended) {
            // One of both has hung up, and so do we.
        }
        close(from);
        close(to);
    }

    private static void send(OutputStream out, byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    private void sendCounted(OutputStream out, byte[] bytes, int length) throws IOException {
        var due = death;
        if (isCut) {
            throw new IOException("cut");
        }
        boolean isLast = sent.incrementAndGet() == due.message();
        if (!isLast || due.fate() == Fate.ARRIVES) {
            send(out, bytes, length);
        }
        if (isLast) {
            due.cut().run();
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException closed) {
            // It is gone, which is what was wanted.
        }
    }

    /// Cuts it for good.
    @Override
    public void close() {
        isCut = true;
        try {
            door.close();
        } catch (IOException closed) {
            // It is gone, which is what was wanted.
        }
        sockets.forEach(this::close);
    }
}
