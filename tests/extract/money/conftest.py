from tests.store.conftest import city

__all__ = ["city"]
