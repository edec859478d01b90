package dev.lockstep.orgsim.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.EOFException;
import java.io.IOException;

/// An answer that is lost on demand: the connection ends in the moment in which its first byte would be written.
final class LosableResponse extends HttpServletResponseWrapper {
    private final Exchange exchange;

    LosableResponse(HttpServletResponse response, Exchange exchange) {
        super(response);
        this.exchange = exchange;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Output(super.getOutputStream(), exchange);
    }

    private static final class Output extends ServletOutputStream {
        private final ServletOutputStream out;
        private final Exchange exchange;

        private Output(ServletOutputStream out, Exchange exchange) {
            this.out = out;
            this.exchange = exchange;
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            if (exchange.isLost()) {
                exchange.cut();
                throw new EOFException("The answer is lost on demand.");
            }
            out.write(bytes, start, length);
        }
    }
}
