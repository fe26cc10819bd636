"""Text or files into the model, with a diagnostic for every complaint; reading never raises."""
