"""What goes over HTTP: validated on the way in, minimal on the way out."""
