package io.nearfar.servers.plain;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources. */
@ApplicationPath("api")
public class PlainApplication extends Application {}
