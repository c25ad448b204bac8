package io.nearfar.servers.probe;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources. */
@ApplicationPath("api")
public class ProbeApplication extends Application {}
