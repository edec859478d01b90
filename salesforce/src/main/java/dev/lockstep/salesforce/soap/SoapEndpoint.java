package dev.lockstep.salesforce.soap;

import java.net.URI;

/// Where calls go and the session they go with, which printing doesn't show.
public record SoapEndpoint(URI uri, String session) {
    @Override
    public String toString() {
        return uri.toString();
    }
}
